"""Given names that stand for one another: common short forms, English with some German and Spanish ones."""

_TOLD = """
robert rob bob bobby robbie
william will bill billy willy liam
richard rich rick dick ricky
james jim jimmy jamie
john jack johnny jon
jonathan jon jonny nathan
michael mike mick micky mickey
thomas tom tommy
charles charlie chuck chas
edward ed eddie ted ned teddy
joseph joe joey
daniel dan danny
david dave davey
matthew matt matty
christopher chris kit topher
nicholas nick nicky nicolas
anthony tony antony
andrew andy drew
alexander alex sandy xander al lex
benjamin ben benny
samuel sam sammy
steven stephen steve stevie
peter pete
patrick pat paddy
kenneth ken kenny
ronald ron ronnie
donald don donnie
gregory greg
jeffrey jeff geoffrey geoff
lawrence larry laurence lars
leonard len leo lenny
frederick fred freddy freddie
francis frank fran
philip phil phillip
raymond ray
timothy tim timmy
walter walt wally
zachary zach zack
vincent vince vinny
gerald gerry jerry
gabriel gabe
nathaniel nate nathan nat
joshua josh
jacob jake
douglas doug
harold harry hal
henry harry hank
albert al bert
arthur art artie
eugene gene
theodore ted theo teddy
stanley stan
victor vic
russell russ
bradley brad
elizabeth liz beth betty lizzie eliza betsy libby
katherine kate kathy katie kathryn catherine cathy cate kat
margaret maggie meg peggy marge greta
jennifer jen jenny jenn
susan sue susie suzanne
patricia pat patty trish tricia
deborah deb debbie debra
barbara barb babs
rebecca becky becca
victoria vicky vicki tori
christina chris tina christine chrissy
jessica jess jessie
samantha sam sammy
alexandra alex sandra lexi sasha
amanda mandy
cynthia cindy
dorothy dot dottie
jacqueline jackie
kimberly kim
pamela pam
theresa terry tess teresa
stephanie steph
abigail abby gail
virginia ginny
judith judy
sandra sandy
angela angie
natalie nat
nancy nan
joanna jo joanne
veronica ronnie
valerie val
johannes hans jan hannes
friedrich fritz fred
wilhelm willi helmut
heinrich heinz heiner
maximilian max
sebastian basti bastian
matthias matze
katharina kathi katrin
elisabeth elli sissi
josef sepp jupp
stefan steffen
ulrich uli
wolfgang wolf
jose pepe
francisco paco pancho curro
jesus chuy
guadalupe lupe
dolores lola
ignacio nacho
enrique quique
manuel manolo manny
rosario charo
mercedes meche
eduardo lalo
"""

_GROUPS = tuple(tuple(line.split()) for line in _TOLD.split("\n") if line)
NICKNAMES: dict[str, frozenset[int]] = {}
"""By name, the groups that it is of: `pat` is short for Patrick and for Patricia."""
for _number, _names in enumerate(_GROUPS):
    for _name in _names:
        NICKNAMES[_name] = NICKNAMES.get(_name, frozenset()) | {_number}


def interchangeable(one: str, other: str) -> bool:
    """Whether two different given names may be the same person's: one is the long form, or both are short for it."""
    return bool(NICKNAMES.get(one, frozenset()) & NICKNAMES.get(other, frozenset()))


def nicknames_of(name: str) -> tuple[str, ...]:
    """The other given names that may be the same person's, in small letters; none of most names."""
    groups = sorted(NICKNAMES.get(name, ()))
    return tuple(dict.fromkeys(other for group in groups for other in _GROUPS[group] if other != name))
