"""What the groups of a file are for."""

SKIPPED = frozenset(
    (
        "aftncn aftnsep aftnsepc annotation atnauthor atndate atnicn atnid atnparent atnref atntime"
        " atrfend atrfstart background bkmkend colorschememapping colortbl datafield datastore"
        " defchp defpap falt filetbl fldtype fontemb formfield ftncn ftnsep ftnsepc generator"
        " latentstyles listoverridetable listpicture listtable mmathPr nonshppict objclass objdata"
        " objname oldcprops oldpprops oldsprops oldtprops panose passwordhash pgdsctbl pgp pgptbl"
        " pn printim private pxe revtbl rsidtbl rxe shprslt tc template themedata title userprops"
        " xe xmlattr xmlattrname xmlattrvalue xmlname xmlnstbl xmlopen"
    ).split()
)
"""Groups without a text of the document, or with one that is there twice."""

READ = frozenset(
    (
        "aftn bkmkstart cs do dptxbxtext field fldinst fldrslt footnote listtext moMath"
        " nesttableprops object pict picprop pntext result shp shpgrp shpinst shppict shptxt sn sp"
        " sv ud"
    ).split()
)
"""Groups that are read although they may begin with `\\*`, which says that a program that does not
know them may pass over them."""

RUNNING = frozenset("footer footerf footerl footerr header headerf headerl headerr".split())
"""What stands on each page."""

SIGNS = {
    "tab": "\t",
    "~": "\u00a0",
    "_": "\u2011",
    "-": "\u00ad",
    "bullet": "\u2022",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
"""Control words that are a character."""
