// Package begrip is de woordenschat van het huis: wat bedoelen wij met onze woorden?
//
// Hier staan dagen, bedragen, uren, het burgerservicenummer, de woorden van de
// wet (leerroute, doelgroep, niveau) en de vorm van een antwoord (Uitkomst met
// stappen, vragen en weigeringen). De kamer kent geen andere kamer, geen klok en
// geen netwerk. Alle andere kamers spreken deze woorden en geen synoniemen.
package begrip
