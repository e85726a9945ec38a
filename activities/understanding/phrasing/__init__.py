"""A request put plainly, before it is read: from text to text."""
