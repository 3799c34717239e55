// The queue of pairs that may be one, and the ledger of judgements, by whom they are about.
CREATE CONSTRAINT identity_suggestion_id IF NOT EXISTS FOR (n:IdentitySuggestion) REQUIRE n.id IS UNIQUE;
CREATE INDEX identity_suggestion_score IF NOT EXISTS FOR (n:IdentitySuggestion) ON (n.score);
CREATE INDEX identity_suggestion_one IF NOT EXISTS FOR (n:IdentitySuggestion) ON (n.one);
CREATE INDEX identity_suggestion_other IF NOT EXISTS FOR (n:IdentitySuggestion) ON (n.other);
CREATE INDEX judgement_one IF NOT EXISTS FOR (n:Judgement) ON (n.one);
CREATE INDEX judgement_other IF NOT EXISTS FOR (n:Judgement) ON (n.other);
