// Package app is de hal van het huis: één handeling is één functie.
//
// Elke handeling gaat langs dezelfde stappen: mag deze mens dit (rechten.go), lees
// het logboek met zijn versie, vouw het tot een dossier, laat kern/besluit beslissen,
// leid antwoord, taken en lijstregel af, en zet alles in één keer in de kelder. De
// klok wordt per handeling één keer gelezen. Een weigering van de wet komt als
// Geweigerd bij het veld; wie intussen is voorbijgestreefd krijgt Conflict en ziet
// beide versies; wie iets niet mag zien krijgt ErrNietGevonden, alsof het er niet is.
//
// Web, api, jobs en de keten kennen alleen deze kamer.
package app
