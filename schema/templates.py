"""Templates: designs to start from, and their care by staff."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import UNSET

import models
from commerce.permissions import Permission
from core.ids import to_global_id
from resolvers import previews, templates
from resolvers.context import Context, Info
from resolvers.templates import Wanted
from schema.catalog_inputs import given
from schema.errors import DesignInvalidError, InvalidInputError, NotFoundError, ValueTakenError
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import anyone, requires
from schema.scalars import JSON, URL

PreviewWidth = Annotated[
    int | None, strawberry.argument(description="In pixels; the next of 240, 480 and 960 is what you get.")
]


@strawberry.type(description="A design to start from: take its document, change the words, put it into the cart.")
class Template(Node):
    slug: str
    name: str
    category: str
    active: bool = strawberry.field(description="False once it is withdrawn.")
    document: JSON = strawberry.field(description="A whole design document, as LineInput.design takes it.")
    design_hash: strawberry.Private[str]

    @classmethod
    def of(cls, record: models.Template) -> Template:
        return cls(
            key=record.id,
            slug=record.slug,
            name=record.name,
            category=record.category,
            active=record.active,
            document=JSON(record.design.document),
            design_hash=record.design.hash,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Template | None:
        found = await templates.template(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    def preview_url(self, info: Info, width: PreviewWidth = 480) -> URL:
        """A PNG of it, drawn by the same renderer as the product."""
        return URL(previews.stored_url(info.context.settings, self.design_hash, width))


TemplateResult = Annotated[
    Template | NotFoundError | InvalidInputError | ValueTakenError | DesignInvalidError,
    strawberry.union("TemplateResult", description="The template, or why it is as it was."),
]


@strawberry.type(description="A template that is no more.")
class TemplateDeleted:
    id: strawberry.ID


TemplateDeleteResult = Annotated[
    TemplateDeleted | NotFoundError,
    strawberry.union("TemplateDeleteResult", description="What is gone, or why it is not."),
]


@strawberry.type(description="All templates, in their order.")
class TemplateList:
    templates: list[Template] = strawberry.field(metadata={"list_size": 20})


TemplatesReorderResult = Annotated[
    TemplateList | NotFoundError | InvalidInputError,
    strawberry.union("TemplatesReorderResult", description="The new order, or why it is as it was."),
]


@strawberry.input(description="A new template.")
class TemplateCreateInput:
    slug: str = strawberry.field(description="For URLs and scripts; never changes. Lower-case letters, digits, dashes.")
    name: str = strawberry.field(description="1 to 120 characters.")
    category: str = strawberry.field(description="1 to 40 characters.")
    document: JSON = strawberry.field(description="A whole design document, checked as one for the cart is.")
    active: bool = strawberry.field(default=True, description="Whether it is on offer.")


@strawberry.input(description="What is left out stays as it is.")
class TemplateUpdateInput:
    name: str | None = UNSET
    category: str | None = UNSET
    document: JSON | None = strawberry.field(default=UNSET, description="Designs made from the former one stay.")
    active: bool | None = UNSET


@strawberry.input(description="Templates that fit all of what is said.")
class TemplateFilter:
    active: bool | None = None
    category: str | None = strawberry.field(default=None, description="Whole.")
    search: str | None = strawberry.field(
        default=None, description="The beginning of a name, in small or capital letters, or of a slug."
    )


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(anyone)])
    async def templates(
        self, info: Info, first: First = None, after: After = None, category: str | None = None
    ) -> Connection[Template]:
        """Designs to start from, in the order to show them in."""
        return Connection.of(await templates.listed(category, first, after), Template.of)

    @strawberry.field(extensions=[requires(Permission.WRITE_CATALOG)])
    async def admin_templates(
        self, info: Info, filter: TemplateFilter | None = None, first: First = None, after: After = None
    ) -> Connection[Template]:
        """Every template, those that were withdrawn too, in the order to show them in."""
        wanted = Wanted(filter.active, filter.category, filter.search) if filter else Wanted()
        return Connection.of(await templates.all_templates(wanted, first, after), Template.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def template_create(self, info: Info, input: TemplateCreateInput) -> TemplateResult:
        """Make a template. The same again answers the one that is there."""
        return Template.of(await templates.create(info.context, given(input)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def template_update(self, info: Info, id: strawberry.ID, input: TemplateUpdateInput) -> TemplateResult:
        """Change a template, put it on offer or withdraw it. What customers made from it stays as it is."""
        return Template.of(await templates.update(info.context, id, given(input)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def template_delete(self, info: Info, id: strawberry.ID) -> TemplateDeleteResult:
        """Take a template away for good."""
        key = await templates.delete(info.context, id)
        return TemplateDeleted(id=strawberry.ID(to_global_id("Template", key)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def templates_reorder(self, info: Info, ids: list[strawberry.ID]) -> TemplatesReorderResult:
        """Show these templates first, in this order; the others follow as they were."""
        return TemplateList(templates=[Template.of(each) for each in await templates.reorder(info.context, ids)])
