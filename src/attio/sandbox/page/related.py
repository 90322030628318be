"""The notes, tasks, comments and files of a record."""

from __future__ import annotations

from attio.sandbox.handlers.comments import Comment, Thread
from attio.sandbox.handlers.notes import Note
from attio.sandbox.handlers.tasks import Task
from attio.sandbox.page.markup import Html, details, join, table, tag
from attio.sandbox.store.attached import FileEntry
from attio.sandbox.store.rows import Actor, Member
from attio.sandbox.workspace import Workspace


def related(workspace: Workspace, record_id: str) -> Html:
    """Return tables of the notes, tasks, comments and files of a record or an entry. Empty tables are omitted."""
    kinds = [_notes(workspace, record_id), _tasks(workspace, record_id), _comments(workspace, record_id),
             _files(workspace, record_id)]  # fmt: skip
    return join(join([tag("h2", title), table(title, heads, rows)]) for title, heads, rows in kinds if rows)


_Kind = tuple[str, list[str], list[list[object]]]


def _who(workspace: Workspace, actor: Actor) -> str:
    member = workspace.table(Member).get(actor.id or "")
    return f"{member.first_name} {member.last_name}" if member else actor.type


def _when(moment: str | None) -> str:
    return "" if moment is None else moment[:16].replace("T", " ")


def _notes(workspace: Workspace, record_id: str) -> _Kind:
    rows: list[list[object]] = [
        [
            note.title,
            details("Text", tag("pre", note.markdown)),
            _who(workspace, note.created_by),
            _when(note.created_at),
        ]
        for note in workspace.find(Note, "record", record_id)
    ]
    return "Notes", ["Title", "Text", "By", "Written"], rows


def _tasks(workspace: Workspace, record_id: str) -> _Kind:
    members = workspace.table(Member)
    rows: list[list[object]] = []
    for task in workspace.find(Task, "record", record_id):
        assignees = [member for member in map(members.get, task.assignees) if member is not None]
        names = [f"{member.first_name} {member.last_name}" for member in assignees]
        state = f"done {_when(task.completed_at)}" if task.completed_at else "open"
        rows.append([task.content, state, (task.deadline_at or "")[:10], ", ".join(names)])
    return "Tasks", ["Task", "State", "Deadline", "For"], rows


def _comments(workspace: Workspace, record_id: str) -> _Kind:
    threads = workspace.table(Thread)
    rows: list[list[object]] = []
    for comment in workspace.find(Comment, "record", record_id):
        is_head = comment.id == comment.thread_id
        state = "resolved" if is_head and threads[comment.thread_id].resolved_at else ""
        text = comment.content if is_head else f"↳ {comment.content}"
        rows.append([text, _who(workspace, comment.author), _when(comment.created_at), state])
    return "Comments", ["Comment", "By", "Written", "State"], rows


def _files(workspace: Workspace, record_id: str) -> _Kind:
    rows: list[list[object]] = [
        [file.name or file.id, file.file_type, f"{len(file.content):,} bytes", _when(file.created_at)]
        for file in workspace.find(FileEntry, "record", record_id)
    ]
    return "Files", ["Name", "Kind", "Size", "Added"], rows
