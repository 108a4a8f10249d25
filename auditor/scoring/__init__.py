"""From measures to judgement: curve, combination, gate, verdict, advice. Pure arithmetic."""
