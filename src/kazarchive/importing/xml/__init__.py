"""XML files of any size, broken ones too: what the formats that are XML share."""
