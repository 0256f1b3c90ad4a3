"""What every resolver is given, typed."""

from __future__ import annotations

from dataclasses import dataclass, field

import strawberry

from commerce.accounts.sessions import Client
from core.settings import Settings
from resolvers.loaders import Loaders
from resolvers.services import Services
from resolvers.viewer import Viewer, renewed


@dataclass
class Context:
    """One operation's surroundings: who asks, how to load, and the outside world."""

    viewer: Viewer
    services: Services
    request_id: str
    ip: str
    """The client's address, as far as the trusted proxies tell."""
    user_agent: str = ""
    locale: str | None = None
    """A BCP 47 tag: what Accept-Language asks for first, of what we know."""
    loaders: Loaders = field(default_factory=Loaders)

    @property
    def settings(self) -> Settings:
        return self.services.settings

    @property
    def client(self) -> Client:
        return Client(self.ip, self.user_agent, self.locale)

    async def renew(self) -> None:
        """Ask again who the viewer is now: a long watch must not outlive a logout, a block or a lost role.

        Raises:
            Unauthenticated: when the account or the login has ended.
        """
        self.viewer = await renewed(self.viewer)

    def forget(self) -> None:
        """Start with empty loaders: what was loaded for one event must not answer the next."""
        self.loaders = Loaders()


Info = strawberry.Info[Context, None]
