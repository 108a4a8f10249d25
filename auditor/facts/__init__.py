"""What happened: turns, conversations, replies, people over time, invitations, weeks. No judgement here."""
