"""The WSGI application of the environment's settings, for any server: ``wsgi:app``."""

import os
import sys

from appraisal.app import create_app
from appraisal.settings import WrongSettings, read_settings
from appraisal.web.logs import write_logs

try:
    settings = read_settings(os.environ)
    write_logs(settings.log_level)
    app = create_app(settings)
except WrongSettings as error:
    sys.exit(str(error))
