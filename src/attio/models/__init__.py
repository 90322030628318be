# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""What operations take and answer; each name loads its module on first use."""

# Several names a line: nobody reads these lists, and one a line they would be two thousand lines.
# fmt: off
# isort: off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.models.attributes import (
        Attribute, AttributeConfig, AttributeConfigInput, AttributeCreate, AttributeDefaultValue,
        AttributeDefaultValueInput, AttributeId, AttributeRelationship, AttributeTarget, AttributeType, AttributeUpdate,
        AttributesCreateNewResponse, AttributesCreateStatusResponse, AttributesGetResponse, AttributesListAllResponse,
        AttributesListStatusesResponse, AttributesOptionsCreateResponse, AttributesOptionsListResponse,
        AttributesUpdateResponse, AttributesUpdateSelectOptionResponse, AttributesUpdateStatusResponse,
        CreatableAttributeType, CurrencyCode, CurrencyConfig, CurrencyConfigInput, CurrencyDisplayType,
        CurrencyDisplayTypeInput, DynamicDefaultValue, DynamicDefaultValueInput, RecordReferenceConfig,
        RecordReferenceConfigInput, RelationshipCreate, SelectOptionCreate, SelectOptionUpdate, StaticDefaultValue,
        StaticDefaultValueInput, StatusCreate, StatusUpdate, UnknownDefaultValue,
    )
    from attio.models.base import (
        AS_GIVEN, AS_IS, OPEN, UNSET, EmptyResponse, Envelope, HTTPInfo, Model, Params, Timestamp, Unknown, Unset,
    )
    from attio.models.common import Pagination, SortByAttribute, SortByPath, SortDirection
    from attio.models.files import (
        ConnectedFile, ConnectedFolder, CreateConnectedFile, CreateConnectedFolder, CreateFileEntry, CreateFolder,
        ExternalStorageProvider, File, FileEntry, FileId, FilesCreateResponse, FilesGetResponse, FilesListResponse,
        FilesUploadResponse, Folder, StorageProvider, UnknownFile,
    )
    from attio.models.meta import Identity, SelfActive, SelfInactive, TokenLevel
    from attio.models.objects import (
        Object, ObjectCreate, ObjectId, ObjectUpdate, ObjectView, ObjectViewId, ObjectsCreateResponse,
        ObjectsGetResponse, ObjectsGetViewsResponse, ObjectsListResponse, ObjectsUpdateResponse,
    )
    from attio.models.reading import HasValues
    from attio.models.records import (
        CompanySearchResult, HistoricValue, MergeRecords, MergeResult, PersonSearchResult, Record, RecordEntry,
        RecordId, RecordSearchResult, RecordWrite, RecordsAssertResponse, RecordsCreateResponse, RecordsGetResponse,
        RecordsListAttributeValuesResponse, RecordsListEntriesResponse, RecordsMergeResponse, RecordsQueryResponse,
        RecordsSearchResponse, RecordsUpdateAppendResponse, RecordsUpdateResponse, RecordsWriteAttributeValuesResponse,
        SearchAsEmailAddress, SearchAsMember, SearchAsWorkspace, SearchContext, SearchResult, ValueHistoryWrite,
    )
    from attio.models.renaming import Renamed
    from attio.models.values import (
        Actor, ActorReferenceValue, ActorType, AttributeValue, CheckboxValue, CurrencyValue, DateValue, DomainValue,
        EmailAddressValue, InteractionValue, LocationValue, NumberValue, PersonalNameValue, PhoneNumberValue,
        RatingValue, RecordReferenceValue, SelectOption, SelectOptionId, SelectValue, Status, StatusId, StatusValue,
        TextValue, TimestampValue, UnknownValue, Value,
    )
    from attio.models.writing import (
        ActorInput, LocationInput, MemberEmailInput, PersonalNameInput, PhoneNumberInput, RecordReferenceInput,
        SelectInput, StatusInput, WriteItem, WriteValues,
    )
else:
    from attio._lazy import lazy

    homes = {
        "attributes": (
            "Attribute AttributeConfig AttributeConfigInput AttributeCreate AttributeDefaultValue "
            "AttributeDefaultValueInput AttributeId AttributeRelationship AttributeTarget AttributeType "
            "AttributeUpdate AttributesCreateNewResponse AttributesCreateStatusResponse AttributesGetResponse "
            "AttributesListAllResponse AttributesListStatusesResponse AttributesOptionsCreateResponse "
            "AttributesOptionsListResponse AttributesUpdateResponse AttributesUpdateSelectOptionResponse "
            "AttributesUpdateStatusResponse CreatableAttributeType CurrencyCode CurrencyConfig CurrencyConfigInput "
            "CurrencyDisplayType CurrencyDisplayTypeInput DynamicDefaultValue DynamicDefaultValueInput "
            "RecordReferenceConfig RecordReferenceConfigInput RelationshipCreate SelectOptionCreate "
            "SelectOptionUpdate StaticDefaultValue StaticDefaultValueInput StatusCreate StatusUpdate "
            "UnknownDefaultValue"
        ),
        "base": "AS_GIVEN AS_IS OPEN UNSET EmptyResponse Envelope HTTPInfo Model Params Timestamp Unknown Unset",
        "common": "Pagination SortByAttribute SortByPath SortDirection",
        "files": (
            "ConnectedFile ConnectedFolder CreateConnectedFile CreateConnectedFolder CreateFileEntry CreateFolder "
            "ExternalStorageProvider File FileEntry FileId FilesCreateResponse FilesGetResponse FilesListResponse "
            "FilesUploadResponse Folder StorageProvider UnknownFile"
        ),
        "meta": "Identity SelfActive SelfInactive TokenLevel",
        "objects": (
            "Object ObjectCreate ObjectId ObjectUpdate ObjectView ObjectViewId ObjectsCreateResponse "
            "ObjectsGetResponse ObjectsGetViewsResponse ObjectsListResponse ObjectsUpdateResponse"
        ),
        "reading": "HasValues",
        "records": (
            "CompanySearchResult HistoricValue MergeRecords MergeResult PersonSearchResult Record RecordEntry "
            "RecordId RecordSearchResult RecordWrite RecordsAssertResponse RecordsCreateResponse RecordsGetResponse "
            "RecordsListAttributeValuesResponse RecordsListEntriesResponse RecordsMergeResponse RecordsQueryResponse "
            "RecordsSearchResponse RecordsUpdateAppendResponse RecordsUpdateResponse "
            "RecordsWriteAttributeValuesResponse SearchAsEmailAddress SearchAsMember SearchAsWorkspace SearchContext "
            "SearchResult ValueHistoryWrite"
        ),
        "renaming": "Renamed",
        "values": (
            "Actor ActorReferenceValue ActorType AttributeValue CheckboxValue CurrencyValue DateValue DomainValue "
            "EmailAddressValue InteractionValue LocationValue NumberValue PersonalNameValue PhoneNumberValue "
            "RatingValue RecordReferenceValue SelectOption SelectOptionId SelectValue Status StatusId StatusValue "
            "TextValue TimestampValue UnknownValue Value"
        ),
        "writing": (
            "ActorInput LocationInput MemberEmailInput PersonalNameInput PhoneNumberInput RecordReferenceInput "
            "SelectInput StatusInput WriteItem WriteValues"
        ),
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "AS_GIVEN", "AS_IS", "OPEN", "UNSET", "Actor", "ActorInput", "ActorReferenceValue", "ActorType", "Attribute",
    "AttributeConfig", "AttributeConfigInput", "AttributeCreate", "AttributeDefaultValue", "AttributeDefaultValueInput",
    "AttributeId", "AttributeRelationship", "AttributeTarget", "AttributeType", "AttributeUpdate", "AttributeValue",
    "AttributesCreateNewResponse", "AttributesCreateStatusResponse", "AttributesGetResponse",
    "AttributesListAllResponse", "AttributesListStatusesResponse", "AttributesOptionsCreateResponse",
    "AttributesOptionsListResponse", "AttributesUpdateResponse", "AttributesUpdateSelectOptionResponse",
    "AttributesUpdateStatusResponse", "CheckboxValue", "CompanySearchResult", "ConnectedFile", "ConnectedFolder",
    "CreatableAttributeType", "CreateConnectedFile", "CreateConnectedFolder", "CreateFileEntry", "CreateFolder",
    "CurrencyCode", "CurrencyConfig", "CurrencyConfigInput", "CurrencyDisplayType", "CurrencyDisplayTypeInput",
    "CurrencyValue", "DateValue", "DomainValue", "DynamicDefaultValue", "DynamicDefaultValueInput", "EmailAddressValue",
    "EmptyResponse", "Envelope", "ExternalStorageProvider", "File", "FileEntry", "FileId", "FilesCreateResponse",
    "FilesGetResponse", "FilesListResponse", "FilesUploadResponse", "Folder", "HTTPInfo", "HasValues", "HistoricValue",
    "Identity", "InteractionValue", "LocationInput", "LocationValue", "MemberEmailInput", "MergeRecords", "MergeResult",
    "Model", "NumberValue", "Object", "ObjectCreate", "ObjectId", "ObjectUpdate", "ObjectView", "ObjectViewId",
    "ObjectsCreateResponse", "ObjectsGetResponse", "ObjectsGetViewsResponse", "ObjectsListResponse",
    "ObjectsUpdateResponse", "Pagination", "Params", "PersonSearchResult", "PersonalNameInput", "PersonalNameValue",
    "PhoneNumberInput", "PhoneNumberValue", "RatingValue", "Record", "RecordEntry", "RecordId", "RecordReferenceConfig",
    "RecordReferenceConfigInput", "RecordReferenceInput", "RecordReferenceValue", "RecordSearchResult", "RecordWrite",
    "RecordsAssertResponse", "RecordsCreateResponse", "RecordsGetResponse", "RecordsListAttributeValuesResponse",
    "RecordsListEntriesResponse", "RecordsMergeResponse", "RecordsQueryResponse", "RecordsSearchResponse",
    "RecordsUpdateAppendResponse", "RecordsUpdateResponse", "RecordsWriteAttributeValuesResponse", "RelationshipCreate",
    "Renamed", "SearchAsEmailAddress", "SearchAsMember", "SearchAsWorkspace", "SearchContext", "SearchResult",
    "SelectInput", "SelectOption", "SelectOptionCreate", "SelectOptionId", "SelectOptionUpdate", "SelectValue",
    "SelfActive", "SelfInactive", "SortByAttribute", "SortByPath", "SortDirection", "StaticDefaultValue",
    "StaticDefaultValueInput", "Status", "StatusCreate", "StatusId", "StatusInput", "StatusUpdate", "StatusValue",
    "StorageProvider", "TextValue", "Timestamp", "TimestampValue", "TokenLevel", "Unknown", "UnknownDefaultValue",
    "UnknownFile", "UnknownValue", "Unset", "Value", "ValueHistoryWrite", "WriteItem", "WriteValues",
]
