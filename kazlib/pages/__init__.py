"""HTML of pages: answers, forms, reports, tables, events; escapes what data and readers bring."""
