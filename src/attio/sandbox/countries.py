"""Country codes, some country names, and international calling codes."""

from __future__ import annotations

_CODES = """
AF AX AL DZ AS AD AO AI AQ AG AR AM AW AU AT AZ BS BH BD BB BY BE BZ BJ BM BT BO BA BW BV BR IO BN BG BF BI KH CM CA
CV KY CF TD CL CN CX CC CO KM CG CD CK CR CI HR CU CW CY CZ DK DJ DM DO EC EG SV GQ ER EE ET FK FO FJ FI FR GF PF TF
GA GM GE DE GH GI GR GL GD GP GU GT GG GN GW GY HT HM VA HN HK HU IS IN ID IR IQ IE IM IL IT JM JP JE JO KZ KE KI KR
KW KG LA LV LB LS LR LY LI LT LU MO MK MG MW MY MV ML MT MH MQ MR MU YT MX FM MD MC MN ME MS MA MZ MM NA NR NP NL AN
NC NZ NI NE NG NU NF MP NO OM PK PW PS PA PG PY PE PH PN PL PT PR QA RE RO RU RW BL SH KN LC MF PM VC WS SM ST SA SN
SS RS SC SL SG SK SI SB SO ZA GS ES LK SD SR SJ SZ SE CH SY TW TJ TZ TH TL TG TK TO TT TN TR TM TC TV UG UA AE GB US
UM UY UZ VU VE VN VG VI WF EH YE ZM ZW BQ KP SX XK AC
"""
CODES = frozenset(_CODES.split())

NAMES = {
    "argentina": "AR",
    "australia": "AU",
    "austria": "AT",
    "belgium": "BE",
    "brazil": "BR",
    "bulgaria": "BG",
    "canada": "CA",
    "chile": "CL",
    "china": "CN",
    "colombia": "CO",
    "croatia": "HR",
    "cyprus": "CY",
    "czech republic": "CZ",
    "czechia": "CZ",
    "denmark": "DK",
    "egypt": "EG",
    "england": "GB",
    "estonia": "EE",
    "finland": "FI",
    "france": "FR",
    "germany": "DE",
    "greece": "GR",
    "hungary": "HU",
    "iceland": "IS",
    "india": "IN",
    "indonesia": "ID",
    "ireland": "IE",
    "israel": "IL",
    "italy": "IT",
    "japan": "JP",
    "kenya": "KE",
    "latvia": "LV",
    "lithuania": "LT",
    "luxembourg": "LU",
    "malaysia": "MY",
    "malta": "MT",
    "mexico": "MX",
    "morocco": "MA",
    "netherlands": "NL",
    "new zealand": "NZ",
    "nigeria": "NG",
    "norway": "NO",
    "pakistan": "PK",
    "peru": "PE",
    "philippines": "PH",
    "poland": "PL",
    "portugal": "PT",
    "romania": "RO",
    "saudi arabia": "SA",
    "scotland": "GB",
    "serbia": "RS",
    "singapore": "SG",
    "slovakia": "SK",
    "slovenia": "SI",
    "south africa": "ZA",
    "south korea": "KR",
    "spain": "ES",
    "sweden": "SE",
    "switzerland": "CH",
    "taiwan": "TW",
    "thailand": "TH",
    "turkey": "TR",
    "uk": "GB",
    "ukraine": "UA",
    "united arab emirates": "AE",
    "united kingdom": "GB",
    "united states": "US",
    "united states of america": "US",
    "uruguay": "UY",
    "usa": "US",
    "vietnam": "VN",
    "wales": "GB",
}

CALLING_CODES = {
    "1": "US",
    "20": "EG",
    "27": "ZA",
    "30": "GR",
    "31": "NL",
    "32": "BE",
    "33": "FR",
    "34": "ES",
    "36": "HU",
    "39": "IT",
    "40": "RO",
    "41": "CH",
    "43": "AT",
    "44": "GB",
    "45": "DK",
    "46": "SE",
    "47": "NO",
    "48": "PL",
    "49": "DE",
    "51": "PE",
    "52": "MX",
    "54": "AR",
    "55": "BR",
    "56": "CL",
    "57": "CO",
    "58": "VE",
    "60": "MY",
    "61": "AU",
    "62": "ID",
    "63": "PH",
    "64": "NZ",
    "65": "SG",
    "66": "TH",
    "7": "RU",
    "81": "JP",
    "82": "KR",
    "84": "VN",
    "86": "CN",
    "90": "TR",
    "91": "IN",
    "92": "PK",
    "94": "LK",
    "98": "IR",
    "212": "MA",
    "213": "DZ",
    "216": "TN",
    "221": "SN",
    "225": "CI",
    "233": "GH",
    "234": "NG",
    "250": "RW",
    "251": "ET",
    "254": "KE",
    "255": "TZ",
    "256": "UG",
    "351": "PT",
    "352": "LU",
    "353": "IE",
    "354": "IS",
    "356": "MT",
    "357": "CY",
    "358": "FI",
    "359": "BG",
    "370": "LT",
    "371": "LV",
    "372": "EE",
    "380": "UA",
    "381": "RS",
    "385": "HR",
    "386": "SI",
    "420": "CZ",
    "421": "SK",
    "506": "CR",
    "593": "EC",
    "598": "UY",
    "852": "HK",
    "880": "BD",
    "886": "TW",
    "961": "LB",
    "962": "JO",
    "965": "KW",
    "966": "SA",
    "968": "OM",
    "971": "AE",
    "972": "IL",
    "974": "QA",
    "977": "NP",
    "998": "UZ",
}
"""The country of a calling code; the largest one if several share it."""

SHARED_CALLING_CODES = {
    "CA": "1",
    "DO": "1",
    "GG": "44",
    "IM": "44",
    "JE": "44",
    "JM": "1",
    "KZ": "7",
    "PR": "1",
    "VA": "39",
}
"""Countries that share the calling code of another."""

CALLING_CODE_OF = {country: code for code, country in CALLING_CODES.items()} | SHARED_CALLING_CODES

_CANADIAN = """
204 226 236 249 250 263 289 306 343 354 365 367 368 403 416 418 431 437 438 450 506 514 519 548 579 581 587 604 613
639 647 672 705 709 742 778 780 782 807 819 825 867 873 902 905
"""
_CANADIAN_AREAS = frozenset(_CANADIAN.split())


def country_of(digits: str) -> tuple[str, str] | None:
    """Return the country and the calling code of an international number without its plus sign."""
    for length in (1, 2, 3):
        country = CALLING_CODES.get(digits[:length])
        if country is not None:
            if country == "US" and digits[1:4] in _CANADIAN_AREAS:
                country = "CA"
            return country, digits[:length]
    return None
