"""What a PNG, JPG or PDF of foreign making says about itself, read from a few places of it.

Nothing is decoded into pixels, and however large the file is, or claims to be, little of it is read: a header, the
end, and of a PDF the way from its trailer to its page. What is not read is not vouched for.
"""

from posters.inspect.facts import Facts, NotReadable
from posters.inspect.files import inspect_file
from posters.inspect.window import Read

__all__ = ["Facts", "NotReadable", "Read", "inspect_file"]
