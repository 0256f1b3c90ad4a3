"""From an empty cart to a page to pay on."""
