// Lists of interactions go by their days.

CREATE INDEX interaction_day IF NOT EXISTS FOR (n:Interaction) ON (n.valid_from);
