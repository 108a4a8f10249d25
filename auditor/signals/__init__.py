"""A pack's matchers: what a message says, as one boolean column a signal."""
