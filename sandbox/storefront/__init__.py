"""A demo shop window: plain HTML, CSS and JavaScript modules that speak to the public GraphQL API only.

It is served by a process of its own, so what works here works for any storefront on any origin.
"""
