// Names are searched in one spelling: without accents, in pinyin, written as one (ADR 0012). It is stored beside them by
// whoever records; what was recorded before is filled in here.
// step: fill_search_names

DROP INDEX names IF EXISTS;

CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Person|Organization|Unit|Opportunity)
ON EACH [n.search_words, n.search_more]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
