"""What every resolver is given, typed."""

from __future__ import annotations

from dataclasses import dataclass, field

import strawberry

from core.settings import Settings
from resolvers.loaders import Loaders
from resolvers.services import Services
from resolvers.viewer import Viewer


@dataclass
class Context:
    """One operation's surroundings: who asks, how to load, and the outside world."""

    viewer: Viewer
    services: Services
    request_id: str
    ip: str
    """The client's address, as far as the trusted proxies tell."""
    loaders: Loaders = field(default_factory=Loaders)

    @property
    def settings(self) -> Settings:
        return self.services.settings

    def forget(self) -> None:
        """Start with empty loaders: what was loaded for one event must not answer the next."""
        self.loaders = Loaders()


Info = strawberry.Info[Context, None]
