"""Data of the demo workspace. It is the same in every run, because generated rows are derived from their number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

Values: TypeAlias = Mapping[str, object]

FIRST_COMPANIES: tuple[Mapping[str, object], ...] = (
    {
        "name": "Analytical Engines",
        "domains": ["analytical-engines.com"],
        "description": "Builds programmable looms and the engines behind them.",
        "categories": ["B2B", "Technology"],
        "primary_location": "12 St James's Square, London, United Kingdom",
        "employee_range": "11-50",
        "foundation_date": "2019-12-10",
    },
    {
        "name": "Harbor Lines",
        "domains": ["harborlines.com", "harbor.example.org"],
        "description": "Ships things across three oceans.",
        "categories": ["B2B"],
        "primary_location": "Rotterdam, Netherlands",
        "employee_range": "251-1K",
    },
    {
        "name": "Northwind Coffee",
        "domains": ["northwindcoffee.com"],
        "description": "Roasts coffee near the Arctic Circle.",
        "categories": ["B2C", "E-commerce"],
        "primary_location": "Bergen, Norway",
        "employee_range": "1-10",
    },
)
FIRST_PEOPLE: tuple[Mapping[str, object], ...] = (
    {
        "name": "Lovelace, Ada",
        "email_addresses": ["ada@analytical-engines.com"],
        "phone_numbers": ["+442079460958"],
        "job_title": "Chief Analyst",
        "company": "analytical-engines.com",
    },
    {
        "name": "Babbage, Charles",
        "email_addresses": ["charles@analytical-engines.com"],
        "job_title": "Founder",
        "company": "analytical-engines.com",
    },
    {
        "name": "de Vries, Maartje",
        "email_addresses": ["maartje@harborlines.com", "m.devries@harbor.example.org"],
        "phone_numbers": ["+31107940000"],
        "job_title": "Head of Operations",
        "company": "harborlines.com",
    },
    {
        "name": "Berg, Ingrid",
        "email_addresses": ["ingrid@northwindcoffee.com"],
        "job_title": "Roaster",
        "company": "northwindcoffee.com",
    },
)
FIRST_DEALS: tuple[Mapping[str, object], ...] = (
    {
        "name": "Loom control software",
        "stage": "In Progress",
        "owner": "grace@sandbox.test",
        "value": 48000,
        "associated_company": "analytical-engines.com",
        "associated_people": ["ada@analytical-engines.com", "charles@analytical-engines.com"],
    },
    {
        "name": "Fleet scheduling pilot",
        "stage": "Lead",
        "owner": "alan@sandbox.test",
        "value": 12500.5,
        "associated_company": "harborlines.com",
        "associated_people": ["maartje@harborlines.com"],
    },
    {
        "name": "Subscription shop",
        "stage": "Won 🎉",
        "owner": "grace@sandbox.test",
        "value": 6400,
        "associated_company": "northwindcoffee.com",
        "associated_people": ["ingrid@northwindcoffee.com"],
    },
)

# Name, domain, description, category, location, employees, year of foundation.
_COMPANIES = """
Bramble & Finch|bramblefinch.com|Independent bookshops with a reading club.|B2C|Bath, United Kingdom|51-250|2008
Corvid Robotics|corvidrobotics.com|Picks and packs small parts in warehouses.|B2B|Munich, Germany|51-250|2016
Delta Ferries|deltaferries.com|Electric ferries for rivers and harbors.|B2C|Rotterdam, Netherlands|251-1K|1997
Everline Optics|everlineoptics.com|Lenses for microscopes and telescopes.|B2B|Jena, Germany|51-250|1988
Fjordkraft Solar|fjordkraftsolar.com|Solar roofs for long winters.|B2B|Bergen, Norway|11-50|2015
Granite Payroll|granitepayroll.com|Payroll for companies in several countries.|SAAS|Denver, United States|251-1K|2012
Halcyon Health|halcyonhealth.com|Appointments and records for small clinics.|SAAS|Dublin, Ireland|51-250|2017
Inkwell Legal|inkwelllegal.com|Drafts and compares contracts.|SAAS|London, United Kingdom|11-50|2019
Juniper Foods|juniperfoods.com|Meal kits from regional farms.|B2C|Lyon, France|51-250|2014
Kestrel Air|kestrelair.com|Surveys of forests and coasts by drone.|B2B|Tallinn, Estonia|11-50|2018
Lantern Learning|lanternlearning.com|Courses for craftspeople.|B2C|Toronto, Canada|11-50|2020
Mosaic Tiles|mosaictiles.com|Hand-made tiles, shipped everywhere.|E-commerce|Valencia, Spain|11-50|1979
Nimbus Freight|nimbusfreight.com|Prices and books freight by air.|SAAS|Singapore, Singapore|251-1K|2011
Oakridge Dental|oakridgedental.com|A group of forty dental practices.|B2C|Austin, United States|251-1K|2003
Pallas Insurance|pallasinsurance.com|Insures cargo and its carriers.|Finance|Athens, Greece|251-1K|1994
Quillworks|quillworks.com|Fountain pens, repaired and sold.|E-commerce|Prague, Czechia|1-10|2005
Riverstone Capital|riverstonecapital.com|Lends to growing manufacturers.|Finance|Zurich, Switzerland|11-50|2009
Saltmarsh Labs|saltmarshlabs.com|Finds enzymes in tidal soils.|B2B|Aarhus, Denmark|11-50|2021
Tandem Cycles|tandemcycles.com|Cargo bicycles for families.|B2B|Ghent, Belgium|51-250|2010
Umbra Studios|umbrastudios.com|Lights stages and museums.|B2B|Vienna, Austria|11-50|2007
Verdant Farms|verdantfarms.com|Grows salads under glass.|B2B|Almeria, Spain|251-1K|1991
Wayfarer Hotels|wayfarerhotels.com|Small hotels by old railway lines.|B2C|Porto, Portugal|251-1K|2001
Xylo Instruments|xyloinstruments.com|Percussion for schools and orchestras.|B2B|Helsinki, Finland|11-50|1985
Yarrow Pharmacy|yarrowpharmacy.com|Delivers prescriptions the same day.|E-commerce|Leeds, United Kingdom|51-250|2016
Zephyr Sails|zephyrsails.com|Sails for racing yachts.|B2B|Auckland, New Zealand|11-50|1998
Alder Analytics|alderanalytics.com|Forecasts demand for grocers.|SAAS|Berlin, Germany|51-250|2015
Beacon Security|beaconsecurity.com|Watches over factory networks.|SAAS|Tel Aviv, Israel|51-250|2013
Cobalt Ceramics|cobaltceramics.com|Insulators for power lines.|B2B|Nagoya, Japan|1K-5K|1962
Drift Coffee Bars|driftcoffeebars.com|Coffee bars in stations.|B2C|Melbourne, Australia|51-250|2011
Ember Stoves|emberstoves.com|Stoves that burn half the wood.|B2B|Nairobi, Kenya|51-250|2014
Foundry Partners|foundrypartners.com|Turns around family businesses.|Finance|Milan, Italy|11-50|2000
Glasshouse Media|glasshousemedia.com|Films about science.|B2B|Cape Town, South Africa|11-50|2012
Hearth Homes|hearthhomes.com|Timber houses in ten weeks.|B2B|Gothenburg, Sweden|251-1K|1999
Iris Imaging|irisimaging.com|Reads X-rays of animals.|SAAS|Boston, United States|11-50|2020
Jetty Logistics|jettylogistics.com|Runs the last mile on canals.|B2B|Amsterdam, Netherlands|51-250|2016
Kiln & Co|kilnandco.com|Dinnerware for restaurants.|E-commerce|Lisbon, Portugal|11-50|2009
Larkspur Travel|larkspurtravel.com|Walking tours without luggage.|B2C|Edinburgh, United Kingdom|11-50|2004
"""
# One text each, to keep the lists of names short.
_FIRST_NAMES = """
Amara Bruno Celia Dario Elif Felix Greta Hugo Imani Jonas Keiko Lucia Mateo Nadia Oscar Priya Quentin Rosa Stefan
Tomoko Ursula Victor Wanjiru Xavier Yasmin Zoltan Agnes Björn Chiara Dmitri Esther Farid Gloria Henrik Ines Jamal
Katrin Liam Mira Noor Olga Pablo Rania Sven Thandi Umar Vera Willem Ximena
"""
_LAST_NAMES = """
Abara Bianchi Castillo Dahl Evans Fischer Grant Haddad Ito Jensen Kowalski Laurent Mbeki Novak Okafor Petrov Quinn
Rossi Silva Tanaka Usman Vargas Weber Xu Yilmaz Zhang Almeida Brandt Costa
"""
_TITLES = ("Chief Executive", "Head of Operations", "Head of Finance", "Product Manager", "Engineering Lead",
           "Procurement Manager", "Office Manager", "Sales Director")  # fmt: skip
_PROJECTS = ("annual plan", "pilot", "renewal", "second site", "migration")
_STAGES = ("Lead", "In Progress", "Won 🎉", "Lead", "Lost", "In Progress")


def companies() -> Iterator[Values]:
    """Yield the values of all companies."""
    yield from FIRST_COMPANIES
    for line in _COMPANIES.strip().splitlines():
        name, domain, description, category, location, employees, year = line.split("|")
        yield {
            "name": name,
            "domains": [domain],
            "description": description,
            "categories": [category],
            "primary_location": location,
            "employee_range": employees,
            "foundation_date": f"{year}-{len(name) % 12 + 1:02}-{len(description) % 28 + 1:02}",
        }


def people() -> Iterator[Values]:
    """Yield the values of all people, about three for each company."""
    yield from FIRST_PEOPLE
    domains = [line.split("|")[1] for line in _COMPANIES.strip().splitlines()]
    firsts, lasts = _FIRST_NAMES.split(), _LAST_NAMES.split()
    for number in range(116):
        first, last = firsts[number % len(firsts)], lasts[number % len(lasts)]
        local = f"{first}.{last}".lower().replace("ö", "o")
        domain = domains[number % len(domains)]
        yield {
            "name": f"{last}, {first}",
            "email_addresses": [f"{local}@{domain}"],
            "job_title": _TITLES[number % len(_TITLES)],
            "company": domain,
        }


def deals() -> Iterator[Values]:
    """Yield the values of all deals."""
    yield from FIRST_DEALS
    owners = ("grace@sandbox.test", "alan@sandbox.test")
    everyone = list(people())[len(FIRST_PEOPLE) :]
    for number, line in enumerate(_COMPANIES.strip().splitlines()[:22]):
        name, domain, *_ = line.split("|")
        yield {
            "name": f"{name}: {_PROJECTS[number % len(_PROJECTS)]}",
            "stage": _STAGES[number % len(_STAGES)],
            "owner": owners[number % 2],
            "value": 4_000 + number * 3_750,
            "associated_company": domain,
            "associated_people": everyone[number]["email_addresses"],
        }


NOTES = (
    ("First call", "Met the team. They compare **three vendors** and decide within the quarter."),
    ("Security review", "## Open questions\n\n- Where is data kept?\n- Who can export it?"),
    ("Pricing", "Asked for a price per site, not per seat. Sent the *annual* offer."),
    ("Site visit", "Saw the warehouse. The old system stops at the end of the year."),
    ("Reference call", "Spoke to Harbor Lines, who recommended us."),
)
TASKS = (
    ("Send the revised offer", 2, False),
    ("Book a room for the workshop", 5, False),
    ("Call back about invoices", -3, True),
    ("Collect references", 9, False),
    ("Check the data processing agreement", -8, True),
    ("Prepare the demo", 1, False),
    ("Ask for the floor plan", -1, False),
    ("Thank them for the visit", -12, True),
    ("Renewal: find out the date", 30, False),
    ("Introduce the new account manager", 14, False),
)
"""Content, days until the deadline, and whether the task is completed."""
COMMENTS = (
    ("They want to start in spring.", "Then we should hire before."),
    ("Is the discount approved?", "Yes, up to ten percent."),
    ("Champion left the company.", "Her successor wrote this morning."),
)
"""First comment and reply of each thread."""
MEETINGS = (("Kickoff", -20), ("Product walkthrough", -6), ("Contract review", 3), ("Quarterly review", 21))
"""Titles, and days from today."""
PIPELINE = ("Lead", "Qualified", "Proposal", "Won", "Lost")
ONBOARDING = ("Invited", "Training", "Live")
