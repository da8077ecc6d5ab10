"""What every view shares: actor and clock of a request, pages, inputs, filters, errors, headers."""
