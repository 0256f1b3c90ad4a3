"""What is on sale: products, prices, shipping and templates, and how staff changes them."""
