"""What mails say: a folder a mail with its subject, text and HTML, and the one function that fills them."""
