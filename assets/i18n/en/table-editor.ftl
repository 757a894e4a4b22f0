# The editor of a table
