"""What an export is: files in, tidy tables out. Knows nothing of rules or reports."""
