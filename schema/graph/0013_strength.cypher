// Where computing strengths stands, and which are to be computed on which day.
CREATE CONSTRAINT scoring_name IF NOT EXISTS FOR (n:Scoring) REQUIRE n.name IS UNIQUE;
CREATE INDEX tie_due IF NOT EXISTS FOR ()-[r:TIE]-() ON (r.due);
