"""Before launch: the checklist put to whoever wants to start a group, their answers, and what to make of both."""
