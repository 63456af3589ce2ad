"""The door of time: a table of jobs. APScheduler only ticks; what is due stands in the rows."""
