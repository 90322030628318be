"""OAuth: workspaces install your app, and you get a client for each workspace. Start with `OAuthApp`."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.oauth.app import OAuthApp
    from attio.oauth.endpoints import OAuthEndpoints
    from attio.oauth.installations import Installation, Installations, MemoryInstallations, SqliteInstallations
    from attio.oauth.results import ClientOptions, OAuthResult, OAuthStart
else:
    from attio._support.lazy import lazy

    homes = {
        "app": "OAuthApp",
        "endpoints": "OAuthEndpoints",
        "installations": "Installation Installations MemoryInstallations SqliteInstallations",
        "results": "ClientOptions OAuthResult OAuthStart",
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "ClientOptions",
    "Installation",
    "Installations",
    "MemoryInstallations",
    "OAuthApp",
    "OAuthEndpoints",
    "OAuthResult",
    "OAuthStart",
    "SqliteInstallations",
]
