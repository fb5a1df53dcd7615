"""The axioms of OWL 2 RL as rules, one module for each kind of axiom."""
