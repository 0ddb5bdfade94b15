"""Elections by office: rules and votes in, seats and winners out."""
