"""Templates: designs to start from, kept by staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from commerce.audit import Actor, Target
from commerce.catalog.catalog_change import next_order, note, reorder, same, told
from commerce.catalog.catalog_errors import ValueTaken
from commerce.catalog.catalog_fields import TEMPLATE, cleaned
from commerce.errors import NotFound, located
from commerce.files import designs
from core.database import transaction
from models import Template
from posters.model import DesignDocument


async def create(given: Mapping[str, Any], document: Any, actor: Actor) -> Template:
    """Make a template of a design document. The same again gives the one that is there.

    Raises:
        InvalidInput
        DesignInvalid: as for whoever would put it into a cart.
        ValueTaken: when another template has that slug.
    """
    values = cleaned(TEMPLATE, given)
    drawable = await _checked(document)
    try:
        async with transaction():
            place = next_order(await Template.all().order_by("-display_order").limit(1))
            template = Template(**values, design=await designs.store(drawable), display_order=place)
            await template.save(force_create=True)
            await note(actor, "template_create", Target("Template", template.id), {}, told(template))
            return template
    except IntegrityError:
        known = await Template.filter(slug=values["slug"]).select_related("design").first()
        design = await designs.find(drawable)
        if known is None or not same(known, values) or design is None or known.design_id != design.id:
            raise ValueTaken("slug", values["slug"]) from None
        return known


async def update(template_id: UUID, given: Mapping[str, Any], document: Any, actor: Actor) -> Template:
    """Change what is given of a template; `document` of None leaves it. Designs made from it stay as they are.

    Raises:
        NotFound, InvalidInput, DesignInvalid
    """
    values = cleaned(TEMPLATE, given)
    drawable = await _checked(document) if document is not None else None
    async with transaction():
        template = await _locked(template_id)
        before = told(template)
        if drawable is not None:
            values["design_id"] = (await designs.store(drawable)).id
        if values:
            await template.update_from_dict(values).save(update_fields=list(values))
        await note(actor, "template_update", Target("Template", template_id), before, told(template))
    return await Template.get(id=template_id).select_related("design")


async def delete(template_id: UUID, actor: Actor) -> UUID:
    """Take a template away. What was made from it stays.

    Raises:
        NotFound
    """
    async with transaction():
        template = await _locked(template_id)
        await template.delete()
        await note(actor, "template_delete", Target("Template", template_id), told(template), {})
    return template_id


async def put_in_order(template_ids: Sequence[UUID], actor: Actor) -> list[Template]:
    """Show these first, in this order. All templates, in their new order.

    Raises:
        NotFound, InvalidInput
    """
    async with transaction():
        await Template.all().select_for_update().order_by("id")
        templates = await Template.all().select_related("design").order_by("display_order", "id")
        before = [template.slug for template in templates]
        ordered = await reorder(templates, template_ids, "Template")
        after = [template.slug for template in ordered]
        await note(actor, "templates_reorder", Target("Template", None), {"slugs": before}, {"slugs": after})
    return ordered


async def _checked(document: Any) -> DesignDocument:
    with located("document"):
        drawable = designs.read_document(document)
        await designs.check_new([drawable])
    return drawable


async def _locked(template_id: UUID) -> Template:
    template = await Template.filter(id=template_id).select_for_update().first()
    if template is None:
        raise NotFound("Template", path=("id",))
    return template
