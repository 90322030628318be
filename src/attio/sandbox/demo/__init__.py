"""The demo workspace: companies, people, deals, lists, notes, tasks, comments, meetings, files and webhooks."""
