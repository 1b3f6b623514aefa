/* packet.c - a frame on its way out, and a row of them.  Floor: plugin. */
#include "packet.h"
#include <stdlib.h>

/* The struct, and what malloc keeps beside it. */
#define COST_OF_ONE (sizeof(ss_packet) + 16)

size_t ss_packet_cost(const ss_packet *packet)
{
    return packet->size + COST_OF_ONE;
}

void ss_packets_put(ss_packets *row, ss_packet *packet)
{
    packet->next = NULL;
    if (row->last == NULL)
        row->first = packet;
    else
        row->last->next = packet;
    row->last = packet;
    row->bytes += ss_packet_cost(packet);
}

ss_packet *ss_packets_take(ss_packets *row)
{
    ss_packet *packet = row->first;
    if (packet == NULL)
        return NULL;
    row->first = packet->next;
    if (row->first == NULL)
        row->last = NULL;
    row->bytes -= ss_packet_cost(packet);
    return packet;
}

void ss_packets_free(ss_packets *row)
{
    ss_packet *packet;
    while ((packet = ss_packets_take(row)) != NULL)
        free(packet);
}
