// Two channels of a piece of news are independent of each other: two people who sat, on the day on which each of them told, in
// different organisations, or in departments of which none is a part of the other. Null where that is not known.
// @one: a channel, as news_state has it
// @other: another one
(@one.id <> @other.id AND (@one.at.organization <> @other.at.organization OR @one.at.unit <> @other.at.unit
  AND NOT @one.at.unit IN @other.at.within AND NOT @other.at.unit IN @one.at.within))
