"""Rule packs: schema, strict loading, resolving, lint, trial and coverage. Judgement is data; this reads it."""
