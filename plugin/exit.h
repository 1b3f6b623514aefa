/* exit.h - the exit codes of the process, after sysexits.h.  Floor: plugin. */
#ifndef SS_EXIT_H
#define SS_EXIT_H

enum {
    SS_EXIT_OK = 0,
    SS_EXIT_FAILED = 1,         /* some inputs failed, the others are done */
    SS_EXIT_USAGE = 64,
    SS_EXIT_INTERNAL = 70,      /* a fault of the program, or no memory for the session itself */
    SS_EXIT_OUTPUT = 74,        /* output closed, or not read */
    SS_EXIT_PROTOCOL = 76,      /* the host broke the protocol */
    SS_EXIT_CONFIGURATION = 78  /* model, rules or sandbox not as they must be */
};

#endif
