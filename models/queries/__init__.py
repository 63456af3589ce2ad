"""Every query of the house: functions that take a session and return rows. They decide nothing."""
