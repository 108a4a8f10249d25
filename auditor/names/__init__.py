"""What people are called in reports and in quotations: their names, aliases that tell nobody who they are, or nothing."""
