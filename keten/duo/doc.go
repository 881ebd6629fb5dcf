// Package duo spreekt de taal van DUO: de signalen van de keten en het bericht
// waarmee DUO een gemeente op de hoogte stelt (POST /notificaties, versie 1.8.0).
//
// signalen.go noemt alle codes en wat zij betekenen voor ons werk. vertaal.go
// maakt van een code de feiten die de code zelf al zegt. notificatie.go is het
// loket waar DUO aanklopt. Wie een bericht bewaart staat achter de kleine
// interface Ontvanger, zodat deze kamer de kelder niet hoeft te kennen.
//
// De vorm van het bericht ligt vast in het bestand dat DUO publiceert; dat bestand
// zelf hoort niet bij dit huis.
package duo
