"""The WSGI application of the environment's settings, for any server: ``wsgi:app``."""

import os
import sys

from appraisal.app import create_app
from appraisal.settings import WrongSettings, read_settings

try:
    app = create_app(read_settings(os.environ))
except WrongSettings as error:
    sys.exit(str(error))
