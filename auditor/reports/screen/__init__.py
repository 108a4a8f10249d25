"""The sections of the terminal report, and the page they are put on."""
