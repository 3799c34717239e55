"""What lists of contacts and of their sponsors say of themselves, in every language."""

from relgraph.core.language import Language

NO_KEY_CONTACT = {Language.EN: "No key contact is registered.", Language.ZH: "没有登记关键客户。"}
MORE = {Language.EN: "There are more.", Language.ZH: "还有更多。"}
