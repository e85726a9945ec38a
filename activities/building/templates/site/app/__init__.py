"""A public web site of a few pages, made from the files of ``content/`` when it starts."""
