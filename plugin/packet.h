/* packet.h - a frame on its way out, and a row of them.  Floor: plugin. */
#ifndef SS_PACKET_H
#define SS_PACKET_H
#include <stddef.h>
#include <stdint.h>

typedef struct ss_packet {
    struct ss_packet *next;
    size_t size;
    uint8_t bytes[]; /* [size], the length in front included */
} ss_packet;

/* First in, first out. Zeroed is empty. */
typedef struct ss_packets {
    ss_packet *first;
    ss_packet *last;
    size_t bytes; /* of all of them, with what holding them costs */
} ss_packets;

/* What a packet counts in memory. */
size_t ss_packet_cost(const ss_packet *packet);

/* Takes the packet over. */
void ss_packets_put(ss_packets *row, ss_packet *packet);

/* Gives the first packet to the caller, who frees it with free(3); NULL when there is none. */
ss_packet *ss_packets_take(ss_packets *row);

/* Frees all; the row is empty then. */
void ss_packets_free(ss_packets *row);

#endif
