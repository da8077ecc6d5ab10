"""The WSGI application of the environment's settings, for any server: ``wsgi:app``."""

import os
import sys

from sqlalchemy import inspect

from appraisal.app import create_app
from appraisal.packs.starting import packs_at_start
from appraisal.rulebook import BrokenPack
from appraisal.settings import WrongSettings, read_settings
from appraisal.storage.database import db
from appraisal.web.logs import write_logs

try:
    settings = read_settings(os.environ)
    write_logs(settings.log_level)
    app = create_app(settings)
    with app.app_context():
        if inspect(db.engine).has_table("pack_edition"):  # a service that was never served has no tables yet
            packs_at_start(db.session())
        db.session.remove()
        db.engine.dispose()  # a server that makes processes of this one must not share its connections
except (WrongSettings, BrokenPack) as error:
    sys.exit(str(error))
