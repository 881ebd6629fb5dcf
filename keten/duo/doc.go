// Package duo spreekt de taal van DUO: de signalen van de keten en het bericht
// waarmee DUO een gemeente op de hoogte stelt (POST /notificaties, versie 1.8.0).
//
// signalen.go noemt alle codes en wat zij betekenen voor ons werk. vertaal.go
// maakt van een code de feiten die de code zelf al zegt. notificatie.go is het
// loket waar DUO aanklopt. Wie een bericht bewaart staat achter de kleine
// interface Ontvanger, zodat deze kamer de kelder niet hoeft te kennen.
//
// client.go en de bestanden ernaast spreken met DUO: client_lezen.go haalt op wat DUO over
// iemand weet, client_zenden.go brengt wat de gemeente meldt, client_proef.go probeert de
// verbinding. Een fout noemt nooit een adres, want daarin staat het burgerservicenummer
// (client_fouten.go). lezer.go en antwoorden.go lezen elk antwoord streng tot een Stand
// (stand.go), in onze woorden en met einden die meetellen.
//
// Wat daarna komt is rekenen zonder netwerk. keur.go zegt waarom een stand niet kan kloppen.
// overnemen.go maakt er de feiten van die een dossier mist: alles of niets, en in welke
// volgorde er is gelezen maakt niet uit. vergelijk.go legt een dossier ernaast en zegt bij
// elk verschil hoe welke kant gelijk wordt.
//
// De vorm van het bericht ligt vast in het bestand dat DUO publiceert; dat bestand
// zelf hoort niet bij dit huis.
package duo
