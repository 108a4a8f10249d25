"""One number from the facts, each by a named function, with its sample and its uncertainty."""
