// A name of something has all the words asked for, or words that begin so; true where none are asked for.
// @it: the node
($wanted.named IS NULL OR all(forms IN $wanted.named WHERE any(form IN forms
  WHERE @it.search_words CONTAINS form OR @it.search_more CONTAINS form)))
