"""Typed records for the tests."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attio.typed import TypedEntry, TypedRecord, attr, read_only, required

Stage: TypeAlias = Literal["Lead", "Won 🎉"]


class Person(TypedRecord, object="people"):
    name: attr.PersonalName = attr.PersonalName()
    emails: attr.Emails = attr.Emails("email_addresses", unique=True)
    phones: attr.Phones = attr.Phones("phone_numbers")
    location: attr.Location = attr.Location("primary_location")
    company: attr.Reference[Company] = attr.Reference()
    followers = read_only(attr.Number("twitter_follower_count"))


class Company(TypedRecord, object="companies"):
    name: attr.Text = attr.Text()
    domains: attr.Domains = attr.Domains(unique=True)
    categories: attr.MultiSelect = attr.MultiSelect()
    founded: attr.Date = attr.Date("foundation_date")
    team: attr.References[Person] = attr.References()
    logo_url = read_only(attr.Text())


class Deal(TypedRecord, object="deals"):
    name: attr.Text = required(attr.Text())
    stage: attr.Status[Stage] = required(attr.Status())
    owner: attr.Actor = attr.Actor()
    value: attr.Currency = attr.Currency()
    company: attr.Reference[Company] = attr.Reference("associated_company")
    people: attr.References[Person] = attr.References("associated_people")


class Car(TypedRecord, object="cars"):
    name: attr.Text = attr.Text()
    doors: attr.Number = attr.Number()
    stars: attr.Rating = attr.Rating()
    is_new: attr.Checkbox = attr.Checkbox()
    sold_at: attr.Timestamp = attr.Timestamp()
    site: attr.Domain = attr.Domain()
    mail: attr.Email = attr.Email()
    phone: attr.Phone = attr.Phone()
    drivers: attr.Actors = attr.Actors()
    color: attr.Select[Literal["red", "blue"]] = attr.Select()


class Lead(TypedEntry, list="sales"):
    parent: attr.Parent[Person] = required(attr.Parent("parent_record"))
    note: attr.Text = attr.Text()
    tags: attr.MultiSelect = attr.MultiSelect()
