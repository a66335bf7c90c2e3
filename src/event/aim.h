// SPDX-License-Identifier: MIT
// What a protest is for. Internal to the event stage.
#ifndef DRAGOMAN_EVENT_AIM_H
#define DRAGOMAN_EVENT_AIM_H
#include "event/match.h"

// "aim=leadership" and so on, of the protest whose trigger stands at this token; empty where the
// text does not say.
Str aim_of(const EventWork *w, uint32_t trigger);
#endif
